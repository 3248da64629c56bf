/// TCP sockets as Linux tells of them: by sock_diag(7), where they are asked for exactly or
/// filtered in the kernel, and by the lines of `/proc/net/tcp`, which every kernel and every user
/// has.
@NullMarked
package weir.socket;

import org.jspecify.annotations.NullMarked;
