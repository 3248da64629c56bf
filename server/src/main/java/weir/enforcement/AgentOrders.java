package weir.enforcement;

import java.io.IOException;
import java.util.Optional;
import weir.response.Found;
import weir.uplink.Order;
import weir.uplink.Power;

/// Orders to agents of other hosts. Safe for use by many threads.
public interface AgentOrders {

  /// Where there are none.
  AgentOrders NONE =
      new AgentOrders() {
        @Override
        public Optional<String> cannot(String host, Power power) {
          return Optional.of("there is no agent of " + host);
        }

        @Override
        public Optional<Found> give(String host, Order.Verb verb) throws IOException {
          throw new IOException("there is no agent of " + host);
        }
      };

  /// Why an agent cannot do something, as far as is known without asking it; empty where it can.
  Optional<String> cannot(String host, Power power);

  /// Has an agent do something.
  ///
  /// @return what is there, where that was asked
  /// @throws IOException with a sentence for people where it was not done, or that cannot be told
  Optional<Found> give(String host, Order.Verb verb) throws IOException, InterruptedException;
}
