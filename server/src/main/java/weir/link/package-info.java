/// What both ends of the link between agents and the server share: how messages are written, and
/// how it is known who wrote them.
@NullMarked
package weir.link;

import org.jspecify.annotations.NullMarked;
