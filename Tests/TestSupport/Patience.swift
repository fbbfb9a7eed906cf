/// The minutes after which a test that waits for something has failed: more than it takes on a machine that is busy with the
/// whole suite, and many times that under the thread sanitizer (`Tools/sanitize`).
#if THREAD_SANITIZER
    public let patienceMinutes = 30
#else
    public let patienceMinutes = 5
#endif
