package weir.app;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import weir.takeover.Leaving;
import weir.takeover.Passed;

/// What this server does while another process takes its place.
record LeavingApp(App app, Lifecycle lifecycle) implements Leaving {

  @Override
  public List<Passed> listening() {
    return app.listening();
  }

  @Override
  public void lend(OutputStream changes) throws IOException {
    app.kept().lend(changes);
  }

  @Override
  public void takeBack() {
    app.kept().takeBack();
  }

  @Override
  public void handedOver(long successor, AutoCloseable end) {
    app.stopAccepting();
    lifecycle.handedOver(successor, end);
  }
}
