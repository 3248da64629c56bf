package weir.takeover;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What the running server does while another takes its place. Called by one thread, in this order.
public interface Leaving {

  /// Its listening sockets, which it goes on accepting from.
  List<Passed> listening();

  /// Writes what must not be lost, closes its files, and sends later changes to the stream.
  ///
  /// @throws IOException when that failed; then its files are its own as before
  void lend(OutputStream changes) throws IOException;

  /// The other one failed: takes its files back and goes on as if nothing had been.
  void takeBack();

  /// Stops accepting, at once, and drains. `end` is to be closed when everything is over.
  ///
  /// @param successor the number of the process that has taken over
  void handedOver(long successor, AutoCloseable end);
}
