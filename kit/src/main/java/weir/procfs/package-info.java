/// What files under `/proc/PID` say (proc_pid(5)): texts in, values out, and no file is opened
/// here.
@NullMarked
package weir.procfs;

import org.jspecify.annotations.NullMarked;
