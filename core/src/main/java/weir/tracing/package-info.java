/// From a message that somebody complains about back to who sent it.
///
/// [weir.tracing.TraceToken] is our own mark on what the gateway let out, which nobody else can
/// make; [weir.tracing.Walk] follows Received fields from the reporter down through our hosts, as
/// far as each was written by somebody who can be believed. What stands below is told as a claim.
@NullMarked
package weir.tracing;

import org.jspecify.annotations.NullMarked;
