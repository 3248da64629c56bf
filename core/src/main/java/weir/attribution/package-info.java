/// From a message to the customer who sent it: by what, how sure, and each step on the way.
///
/// [weir.attribution.Attributor] is pure: a passage and a directory go in, an
/// [weir.attribution.Attribution] comes out. What nobody can be held to is laid at nobody's door,
/// and the steps say what was tried and what would settle it.
@NullMarked
package weir.attribution;

import org.jspecify.annotations.NullMarked;
