/// The SMTP gateway: listens, speaks the dialog, asks the inspection, hands the message on.
///
/// [weir.gateway.Listener] accepts; [weir.gateway.Session] is the loop; each verb that does
/// something has a file named `On…`. Nothing here judges, and nothing here writes to state. What
/// they need and what is a subject of its own is in the packages below this one: messages on their
/// way (`bodies`), fields of their header (`header`), what the log says (`loglines`), and what
/// others may see meanwhile (`live`).
@NullMarked
package weir.gateway;

import org.jspecify.annotations.NullMarked;
