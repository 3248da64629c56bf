package weir.bench.outbound;

import java.util.List;

/// An account.
///
/// @param number of it, from 0
/// @param first day on which it does anything
/// @param plan recipients a day that its exemption allows; 0 where it has none
record Customer(
    int number,
    String account,
    CustomerKind kind,
    int first,
    int plan,
    List<Habit> habits,
    List<Source> logins,
    List<Source> scripts) {}
