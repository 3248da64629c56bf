/// Plays the files of the folder `scenarios`: accounts that send, what rules see in it, what is
/// done about it, and what people and others do meanwhile. Everything is the real thing but the
/// clock and the places where responses take effect.
@NullMarked
package weir.scenarios;

import org.jspecify.annotations.NullMarked;
