package weir.lookup;

import java.time.Duration;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

@Doc(
    "Who is asked for the domains and addresses that neither [domains] nor the file of the map names, and how long answers hold. See maps.md.")
public record LookupSettings(
    SourceSettings ask,
    @Doc("Questions at the same time: programs running, or connections to the database.")
        @Default("4")
        @Range(from = "1", to = "64")
        int atOnce,
    @Doc("Questions that wait for their turn; more fail at once.")
        @Default("256")
        @Range(from = "1", to = "10000")
        int waiting,
    @Doc("How long an answer may take, its turn waited for; then the question has failed.")
        @Default("3s")
        @Range(from = "10ms", to = "5s")
        Duration deadline,
    @Doc("How long a name that is there is not asked for again.")
        @Default("5m")
        @Range(from = "0s", to = "7d")
        Duration rememberFound,
    @Doc(
            "How long a name that is not there is not asked for again. It is never believed longer, also while the source fails.")
        @Default("1m")
        @Range(from = "0s", to = "1d")
        Duration rememberAbsent,
    @Doc(
            "While the source fails, what it said of a name is good for this long; then mail for it waits (451).")
        @Default("1d")
        @Range(from = "0s", to = "30d")
        Duration lastGood,
    @Doc("After a source could not be reached, nobody asks it for this long.")
        @Default("2s")
        @Range(from = "0s", to = "5m")
        Duration pause,
    @Doc(
            "Names remembered of each kind, those that are there and those that are not; the least useful ones are forgotten.")
        @Default("100000")
        @Range(from = "100", to = "10000000")
        int remembered) {}
