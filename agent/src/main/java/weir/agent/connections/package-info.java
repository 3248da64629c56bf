/// Which connections to mail ports this machine has, and who made each: what `netstat`, `ps` and
/// `ls -l /proc/*/cwd` were run for, in one look and without their gaps.
///
/// [Connections] looks once, at all network namespaces; an [Offenders] adds up what many looks saw.
/// Nothing is changed, and no agent is needed. What lives shorter than the time between two looks
/// can be missed.
@NullMarked
package weir.agent.connections;

import org.jspecify.annotations.NullMarked;
