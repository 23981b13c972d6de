package io.tripline.kafka.registry;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body of so many bytes and no more. */
final class LimitedBody implements BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final int most;
  private Flow.Subscription subscription;

  /**
   * @param most how many bytes
   */
  LimitedBody(int most) {
    this.most = most;
  }

  /** Ends with {@link TooLongException} if the body is too long. */
  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (buffer.remaining() > most - received.size()) {
        subscription.cancel();
        body.completeExceptionally(new TooLongException(most));
        return;
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      received.writeBytes(bytes);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    body.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    body.complete(received.toByteArray());
  }

  /** The body was longer than is taken. */
  static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLongException(int most) {
      super("the answer is longer than " + most + " bytes");
    }
  }
}
