/// What is missing in the settings of a host's mail programs so that mail can be laid at somebody's
/// door, and nothing else.
///
/// [weir.agent.doctor.Doctor] looks for Postfix, Exim, qmail, Dovecot and PHP. A `Reading` asks a
/// program for the settings that are in effect, through a [weir.agent.doctor.Machine]; a
/// `Diagnoses` is pure: settings in, [weir.agent.doctor.Diagnosis] out. Nothing here changes a
/// setting.
@NullMarked
package weir.agent.doctor;

import org.jspecify.annotations.NullMarked;
