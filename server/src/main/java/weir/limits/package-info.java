/// The file of limits: rules that look for harm in what meters show, and who is exempted from them.
///
/// Rules are data. [Limits] reads such a file, with all its mistakes at once, and makes the rules
/// of [weir.incident] of it; [ReadySet] has those that come with Weir. Nothing here counts anything
/// or does anything about it.
@NullMarked
package weir.limits;

import org.jspecify.annotations.NullMarked;
