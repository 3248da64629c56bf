package weir.onhost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import weir.files.OwnerOnly;
import weir.link.Calls;
import weir.link.KnownKey;
import weir.link.Messages;
import weir.link.SigningKey;
import weir.uplink.Invitation;

/// Makes this host an agent of the server that invited it.
public final class Enrolment {
  private Enrolment() {}

  /// Makes a new key, shows its public half to the server, and learns the server's. Whoever has an
  /// earlier key of this host is nobody from then on; where the server does not take us, that one
  /// stays in force.
  ///
  /// @param folder of the agent
  /// @return what the server calls this host
  /// @throws IOException with a sentence for people where it does not take us
  public static String accept(
      Invitation invitation, Path folder, String version, InstantSource clock)
      throws IOException, InterruptedException {
    OwnerOnly.folder(folder);
    SigningKey key = SigningKey.fresh();
    KnownServer unknown =
        new KnownServer(invitation.server(), invitation.host(), invitation.pin(), "");
    byte[] body =
        new Calls.Enrol(invitation.host(), invitation.secret(), key.known().text(), version).body();
    try (ServerCalls calls = new ServerCalls(unknown, key, clock)) {
      Calls.Enrolled answer = Messages.read(calls.ask(Calls.ENROL, body), Calls.Enrolled.class);
      KnownKey.read(answer.key());
      key.write(folder.resolve("key"));
      new KnownServer(invitation.server(), answer.host(), invitation.pin(), answer.key())
          .write(folder);
      return answer.host();
    }
  }
}
