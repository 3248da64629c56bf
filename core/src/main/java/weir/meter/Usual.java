package weir.meter;

/// What is usual for a sender, by its last four weeks; recipients. Of the highest ones the second
/// counts: one hour or day that stands out makes nothing usual.
///
/// @param hour at this hour of the week, one before and behind it included
/// @param anyHour in any hour
/// @param anyDay in any day
public record Usual(long hour, long anyHour, long anyDay) {}
