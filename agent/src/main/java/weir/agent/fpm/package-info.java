/// What PHP-FPM says of its workers: which request, and which script, each of them is at.
///
/// A worker shows in `/proc` its pool and the folder of its script, and the script itself only
/// while it is compiled. [FpmWorkers] finds the settings of its pool by the name of its master, and
/// asks the pool's status page over FastCGI, within [StatusPage#DEADLINE]. A pool that does not
/// answer is left alone for a while.
///
/// Only a master that runs as root, from the root of the file system that we see, is believed about
/// where its settings are.
@NullMarked
package weir.agent.fpm;

import org.jspecify.annotations.NullMarked;
