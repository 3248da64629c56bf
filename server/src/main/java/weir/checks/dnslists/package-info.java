/// The checks that ask DNS lists (RFC 5782): about the client's address, the names it shows, and
/// the hosts that a message came by.
///
/// What a list costs and finds, and whether it is sound, is kept by `weir.lists`; a list that is
/// taken out there is not asked here.
@NullMarked
package weir.checks.dnslists;

import org.jspecify.annotations.NullMarked;
