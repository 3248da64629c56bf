/// The file of leases: what is to be done about whom, where it was done, and who said so. Commands
/// and the server write it, each as a whole or not at all.
@NullMarked
package weir.leases;

import org.jspecify.annotations.NullMarked;
