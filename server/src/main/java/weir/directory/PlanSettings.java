package weir.directory;

import java.util.Optional;
import weir.config.Doc;

/// A table `[directory.plans.NAME]`: what accounts of a plan may send.
@Doc("What an account of this plan may send, as the accounts' own `plan` names it.")
public record PlanSettings(
    @Doc("Recipients in an hour.") Optional<Integer> recipientsPerHour,
    @Doc("Recipients in a day.") Optional<Integer> recipientsPerDay) {}
