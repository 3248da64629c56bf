/// Settings become policies: what each finding means, for whom, in which version.
@NullMarked
package weir.policy;

import org.jspecify.annotations.NullMarked;
