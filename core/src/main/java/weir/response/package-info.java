/// What is done about harm: the ladder of responses, whom they are aimed at, for how long, and what
/// has to change in the world so that it is as the leases say. Decides and carries out nothing.
@NullMarked
package weir.response;

import org.jspecify.annotations.NullMarked;
