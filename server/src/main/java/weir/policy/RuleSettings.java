package weir.policy;

import java.util.Optional;
import weir.check.Action;
import weir.config.Default;
import weir.config.Doc;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc("A rule of your own: a condition in CEL, and what follows when it holds.")
public record RuleSettings(
    @Doc("The condition, such as `helo.endsWith(\".dyn.example\")`.") String when,
    @Doc("What follows when it holds, such as `{reject = true}`.") Action then,
    @Doc("What follows when a fact it needs is not known.") @Default("open") WhenUnknown onUnknown,
    @Doc("The sentence for a client that is refused; a general one when empty.") @Default("")
        String says,
    @Doc(
            "When it acts; never before its facts are known. Not set: `rcpt`, or later where its facts are.")
        Optional<Stage> at) {}
