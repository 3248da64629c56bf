/// Who a process is: what `/proc` says of it, which script it runs, who started it, and which
/// process has a socket.
///
/// Processes come and go while they are read, so that each question may find nothing, and nothing
/// here fails for it. What a process says of itself (its name, its command line, its environment)
/// is a claim; its users, its program and its folder are the kernel's word.
@NullMarked
package weir.agent.process;

import org.jspecify.annotations.NullMarked;
