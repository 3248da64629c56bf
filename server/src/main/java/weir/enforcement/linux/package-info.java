/// A local user of a Linux host as a target: its lock, its expiry date, and what of it goes on
/// nevertheless. All that changes anything is a program of the system's own, as a person would type
/// it; what was there before is written down and comes back exactly.
@NullMarked
package weir.enforcement.linux;

import org.jspecify.annotations.NullMarked;
