package weir.app;

import java.io.PrintStream;

/// What `serve` says first without a configuration: where things are, and what to try.
record Hints(PrintStream out, Embedded example) {
  void print() {
    out.printf(
        """
        Weir runs with its example configuration, on loopback only.

          mail for example.com   127.0.0.1:2525   mailboxes postmaster, ann, bob
          customers who log in   127.0.0.1:2587   login %s, password %s (STARTTLS)
          messages               %s
          journal                %s
          metrics                http://127.0.0.1:2580/metrics

        Try, in another terminal:

          swaks --server 127.0.0.1:2525 --from me@example.net --to ann@example.com
          swaks --server 127.0.0.1:2525 --from me@example.net --to ann@example.com --local-interface 127.0.0.2
          ./weir why ID            (the id stands in every answer)
          ./weir demo              (a dozen telling sessions, and why each ended as it did)

        Stop with Ctrl-C.
        """,
        example.login(),
        example.password(),
        example.folder().resolve("mail"),
        example.folder().resolve("journal"));
  }
}
