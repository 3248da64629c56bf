/// What would happen to an imagined session: the stages of the gateway one after the other, by its
/// site, without a connection, and every step told in words.
///
/// Reads state and asks name servers as the gateway does; changes nothing, and hands nothing on.
@NullMarked
package weir.explain;

import org.jspecify.annotations.NullMarked;
