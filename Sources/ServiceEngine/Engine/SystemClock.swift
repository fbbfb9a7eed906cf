public import EventModel
import Foundation

extension Instant {
    /// The machine's clock, to the microsecond.
    public static var systemNow: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(micros: Int64(time.tv_sec) * Instant.microsPerSecond + Int64(time.tv_nsec) / 1000)
    }
}
