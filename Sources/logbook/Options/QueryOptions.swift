import ArgumentParser
import EventModel
import ServiceEngine

/// What every query takes.
struct QueryOptions: ParsableArguments {
    @OptionGroup
    var format: FormatOptions
    @OptionGroup(title: "Points in time")
    var moment: MomentOptions
    @OptionGroup
    var log: LogOptions
}

extension MomentOptions {
    /// What the options say, with times in the log's zone.
    func moment(in zone: ZoneRules) -> Moment {
        let known: Moment.Knowledge? =
            switch asKnownAt {
            case nil: nil
            case .position(let position): .position(position)
            case .time(let time): .instant(time.instant(in: zone))
            }
        return Moment(asOf: asOf?.instant(in: zone), asKnownAt: known)
    }
}
