/// HTTP as far as programs need it that speak to us: one request a connection, and every octet of
/// it bounded.
///
/// Not the JDK's server: that one runs in circles while it cannot accept, which is when a machine
/// out of descriptors needs its processors.
@NullMarked
package weir.http;

import org.jspecify.annotations.NullMarked;
