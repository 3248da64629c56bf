package weir.asking;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests to web services. It follows no redirects: where we ask is what the operator
/// wrote.
public final class WebService implements AutoCloseable {
  private final Duration deadline;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("weir-http-", 0).factory());
  private final HttpClient client;

  /// @param deadline of one request, from its beginning to the last octet of the answer
  public WebService(Duration deadline) {
    this.deadline = deadline;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(deadline)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();
  }

  /// Adds a token that is in a file.
  public static void authorise(HttpRequest.Builder request, Optional<Path> tokenFile)
      throws IOException {
    if (tokenFile.isPresent()) {
      request.header("Authorization", "Bearer " + SecretFile.firstLine(tokenFile.get()));
    }
  }

  /// The deadline is for all of it, the body included, which the client's own is not.
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> sent = client.sendAsync(request, body);
    try {
      return sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + deadline.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(OneLine.of(e.getCause() == null ? e : e.getCause()), e);
    } finally {
      sent.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
