/// `weir doctor`: prints what is missing on this host so that its mail can be attributed, which
/// `weir.agent.doctor` found out.
@NullMarked
package weir.cli.doctor;

import org.jspecify.annotations.NullMarked;
