package weir.sink;

/// Where a [SinkMta] stands when it asks its script.
///
/// @param point the moment
/// @param connection number of the connection, the first is 1
/// @param ordinal how often this point was reached in this connection, this time included
/// @param line the command as it came, without its line end; empty where there is none
/// @param bodyOctets octets of the message read so far (at BODY and DOT), else 0
public record SinkStep(
    SinkPoint point, int connection, int ordinal, String line, long bodyOctets) {}
