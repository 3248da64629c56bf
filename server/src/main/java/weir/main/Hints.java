package weir.main;

import java.io.PrintStream;
import java.util.Objects;
import weir.config.Endpoint;
import weir.settings.Settings;

/// What `serve` says without a configuration, once it listens: where things are, and what to try.
record Hints(PrintStream out, Embedded example, Settings settings) {
  void print() {
    Endpoint mx = listener("mx");
    out.printf(
        """
        Weir runs with its example configuration, on loopback only.

          mail for example.com   %s   mailboxes postmaster, ann, bob
          customers who log in   %s   login %s, password %s (STARTTLS)
          messages               %s
          journal                %s
          metrics                http://%s/metrics

        Try, in another terminal:

          swaks --server %s --from me@example.net --to ann@example.com
          swaks --server %s --from me@example.net --to ann@example.com --local-interface 127.0.0.2
          swaks --server %s --tls --auth-user %s --auth-password %s --from %s --to bob@example.com
          ./weir why ID            (the id stands in every answer)
          ./weir demo              (a dozen telling sessions, and why each ended as it did)

        Stop with Ctrl-C.
        """,
        mx,
        listener("submission"),
        example.login(),
        example.password(),
        example.folder().resolve("mail"),
        settings.journal().folder(),
        settings.metrics().orElseThrow(),
        mx,
        mx,
        listener("submission"),
        example.login(),
        example.password(),
        example.login());
  }

  private Endpoint listener(String name) {
    return Objects.requireNonNull(settings.listeners().get(name), name).address();
  }
}
