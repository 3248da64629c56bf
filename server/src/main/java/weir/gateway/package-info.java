/// The SMTP gateway: listens, speaks the dialog, asks the inspection, hands the message on.
///
/// [weir.gateway.Listener] accepts; [weir.gateway.Session] is the loop; each verb that does
/// something has a file named `On…`. Nothing here judges, and nothing here writes to state.
@NullMarked
package weir.gateway;

import org.jspecify.annotations.NullMarked;
