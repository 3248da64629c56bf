/// The policy in plain words, for customers and for people whose mail was refused.
///
/// [weir.describe.Describer] makes a [weir.describe.Description] of what the judge goes by: the
/// same policies, the checks that are on, their findings. A finding's own sentence is for staff;
/// what it means to somebody who does not know mail stands in `findings.properties`, complete by
/// test. What is not told: points and thresholds, addresses and names on an operator's own lists,
/// the conditions of own rules. Who sends spam would go by them, and nobody else needs them.
///
/// What earlier versions of the policy said, [weir.describe.PolicyVersions] keeps;
/// [weir.describe.Changes] tells what has changed since.
@NullMarked
package weir.describe;

import org.jspecify.annotations.NullMarked;
