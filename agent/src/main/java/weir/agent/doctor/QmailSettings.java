package weir.agent.doctor;

import java.util.List;
import java.util.Optional;

/// How qmail is set up on a host.
///
/// @param folder its home, usually `/var/qmail`
/// @param writesUids whether its `qmail-queue` puts the uid into the Received field; empty where
///   that could not be looked at
/// @param takesLogins whether its `qmail-smtpd` knows AUTH, which is a patch; empty where that
///   could not be looked at
/// @param hasBigTodo whether its `todo` is split, which is a patch
/// @param logs what runs the logs of its services
record QmailSettings(
    String folder,
    Optional<Boolean> writesUids,
    Optional<Boolean> takesLogins,
    boolean hasBigTodo,
    List<Log> logs) {

  /// A service's log.
  ///
  /// @param service such as `qmail-send`
  /// @param file the script that runs it
  /// @param script its text
  record Log(String service, String file, String script) {}
}
