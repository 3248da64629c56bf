package weir.main;

import java.io.IOException;
import weir.resolver.DnsResolver;
import weir.standin.StandInNameServer;

/// The names of the example, and a resolver that asks for them: no question leaves this machine.
record ExampleNames(StandInNameServer server, DnsResolver resolver) implements AutoCloseable {
  static ExampleNames start() throws IOException {
    StandInNameServer server = StandInNameServer.startExample();
    try {
      return new ExampleNames(server, DnsResolver.start(Embedded.asking(server.address())));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public void close() {
    resolver.close();
    server.close();
  }
}
