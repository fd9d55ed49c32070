package org.multiengine.core.namespace.python.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.NamespaceLost;
import org.multiengine.core.namespace.python.pickle.Handles;
import org.multiengine.core.namespace.python.pickle.Pickle;
import org.multiengine.core.namespace.python.pickle.PickleReader;
import org.multiengine.core.namespace.python.pickle.PickleWriter;
import org.multiengine.core.namespace.python.wire.Frame;
import org.multiengine.core.namespace.python.wire.FrameReader;
import org.multiengine.core.namespace.python.wire.FrameWriter;

/**
 * The Python process of an engine and the connection to it. One thread of this JVM receives its
 * frames and its output. Output that the process wrote before a reply is moved before the reply is
 * handed over.
 *
 * <p>One thread at a time makes requests; any thread may ask questions.
 */
public final class PythonProcess implements AutoCloseable {

  private final Process process;
  private final SocketChannel channel;
  private final FrameWriter writer;
  private final FrameReader reader;
  private final OutputPump output;
  private final Selector selector;
  private final PythonSettings settings;
  private final Handles handles = new Handles();
  private final AtomicLong lastNumber = new AtomicLong();
  private final Map<Long, CompletableFuture<Frame>> pending = new ConcurrentHashMap<>();
  private final CompletableFuture<NamespaceLost> lost = new CompletableFuture<>();
  private final ProcessEnd end;
  private volatile boolean exited;
  private volatile IntConsumer progress = count -> {};

  private PythonProcess(WorkerStart.Connected connected, PythonSettings settings)
      throws IOException {
    this.process = connected.process();
    this.channel = connected.frames();
    this.settings = settings;
    this.end = new ProcessEnd(process);
    this.writer = new FrameWriter(channel);
    this.reader = new FrameReader(channel);
    this.output = new OutputPump(connected.out(), connected.err());
    this.selector = Selector.open();
    for (SocketChannel each : List.of(channel, connected.out(), connected.err())) {
      each.register(selector, SelectionKey.OP_READ);
    }
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @throws KernelError if Python is missing or too old, or the process is not ready in time
   */
  public static PythonProcess start(PythonSettings settings) {
    WorkerStart.Connected connected = WorkerStart.start(settings);
    try {
      var started = new PythonProcess(connected, settings);
      CompletableFuture<Frame> hello = started.expect(0);
      var thread = new Thread(started::pump, "python-" + connected.process().pid());
      thread.setDaemon(true);
      thread.start();
      var unused = connected.process().onExit().thenRun(started::processExited);
      started.awaitHello(hello);
      return started;
    } catch (IOException failed) {
      connected.process().destroyForcibly();
      throw new KernelError("cannot talk to the Python process: " + failed, failed);
    }
  }

  private void awaitHello(CompletableFuture<Frame> hello) {
    try {
      hello.get(settings.startLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new KernelError("interrupted while Python was started");
    } catch (ExecutionException | TimeoutException failed) {
      close();
      throw new KernelError("the Python process was not ready: " + failed.getMessage(), failed);
    }
  }

  /** Returns the id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Returns the objects of this JVM that the process refers to. */
  public Handles handles() {
    return handles;
  }

  /** Completes when the process has ended although it was not closed. */
  public CompletableFuture<NamespaceLost> lost() {
    return lost.copy();
  }

  /**
   * Makes a request and waits for its reply. An interrupt of the waiting thread interrupts the
   * request. If the request does not end within the grace, its process is killed.
   *
   * @param message the kind of the request, its arguments and more
   * @param done receives the number of elements that are done, on another thread
   * @return the reply
   * @throws NamespaceLost if the process has ended
   */
  public List<?> request(List<?> message, IntConsumer done) {
    long number = lastNumber.incrementAndGet();
    Pickle pickle = PickleWriter.write(prefix(number), message, handles);
    output.follow();
    progress = done;
    CompletableFuture<Frame> reply = expect(number);
    try {
      send(new Frame(false, pickle.body(), pickle.buffers()));
      return content(await(number, reply));
    } finally {
      pending.remove(number);
      progress = count -> {};
    }
  }

  /**
   * Asks a question that is answered while a request runs.
   *
   * @return the reply
   * @throws NamespaceLost if the process has ended
   * @throws KernelError if this thread is interrupted
   */
  public List<?> ask(List<?> question) {
    long number = lastNumber.incrementAndGet();
    Pickle pickle = PickleWriter.write(prefix(number), question, handles);
    CompletableFuture<Frame> reply = expect(number);
    try {
      send(new Frame(true, pickle.body(), pickle.buffers()));
      return content(reply.get());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while the engine's Python process was asked");
    } catch (ExecutionException failed) {
      throw lostNow();
    } finally {
      pending.remove(number);
    }
  }

  private static byte[] prefix(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }

  private CompletableFuture<Frame> expect(long number) {
    var reply = new CompletableFuture<Frame>();
    pending.put(number, reply);
    if (lost.isDone() || end.isClosed()) {
      reply.completeExceptionally(lostNow());
    }
    return reply;
  }

  private NamespaceLost lostNow() {
    NamespaceLost known = lost.getNow(null);
    return new NamespaceLost(known == null ? "the namespace was closed" : known.how());
  }

  private void send(Frame frame) {
    try {
      writer.write(frame);
    } catch (IOException | RuntimeException ended) {
      // The thread that reads notices the end too, and finds out how the process has ended.
      exited = true;
      selector.wakeup();
    }
  }

  private Frame await(long number, CompletableFuture<Frame> reply) {
    try {
      return reply.get();
    } catch (InterruptedException interrupted) {
      sendInterrupt(number);
      return awaitEnd(reply, System.nanoTime() + settings.interruptGrace().toNanos());
    } catch (ExecutionException failed) {
      throw lostNow();
    }
  }

  private void sendInterrupt(long number) {
    Pickle pickle = PickleWriter.write(prefix(number), List.of("interrupt"), handles);
    send(new Frame(true, pickle.body(), pickle.buffers()));
  }

  /** Waits for the reply of an interrupted request; further interrupts change nothing. */
  private Frame awaitEnd(CompletableFuture<Frame> reply, long deadline) {
    while (true) {
      try {
        return reply.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException again) {
        // the request has been interrupted already
      } catch (TimeoutException ignored) {
        end.kill(
            "its Python code did not stop within "
                + settings.interruptGrace().toMillis()
                + " ms of its interrupt ("
                + PythonSettings.PREFIX
                + ".interrupt-grace), so that its process was ended");
        return awaitLoss(reply);
      } catch (ExecutionException failed) {
        throw lostNow();
      }
    }
  }

  private Frame awaitLoss(CompletableFuture<Frame> reply) {
    try {
      return reply.join();
    } catch (RuntimeException ended) {
      throw lostNow();
    }
  }

  private List<?> content(Frame frame) {
    try {
      return decoded(frame);
    } catch (RuntimeException damaged) {
      String why = "its Python process has sent what cannot be read: " + damaged.getMessage();
      end.kill(why);
      throw new NamespaceLost(why);
    }
  }

  private List<?> decoded(Frame frame) {
    ByteBuffer body = frame.body();
    ByteBuffer pickle = body.slice(Long.BYTES, body.remaining() - Long.BYTES);
    if (PickleReader.read(new Pickle(pickle, frame.buffers()), handles) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("a reply that is not a tuple");
  }

  private void processExited() {
    exited = true;
    selector.wakeup();
  }

  /** Receives frames and output until the process has ended. */
  private void pump() {
    String problem = null;
    try {
      while (!exited && !end.isClosed()) {
        selector.select();
        selector.selectedKeys().clear();
        output.move();
        receive();
      }
      receive();
    } catch (IOException ended) {
      problem = ended instanceof java.io.EOFException ? null : ended.getMessage();
    } catch (RuntimeException | OutOfMemoryError failed) {
      problem = failed.toString();
    }
    output.move();
    lose(problem);
  }

  private void receive() throws IOException {
    for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
      output.move();
      handOver(frame);
    }
  }

  private void handOver(Frame frame) throws IOException {
    if (frame.body().remaining() < Long.BYTES) {
      throw new IOException("a frame without a number");
    }
    long number = frame.body().duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (frame.isQuestion()) {
      List<?> message = decoded(frame);
      if ("progress".equals(message.get(0)) && message.get(1) instanceof Integer count) {
        progress.accept(count);
        return;
      }
    }
    CompletableFuture<Frame> reply = pending.get(number);
    if (reply != null) {
      reply.complete(frame);
    }
  }

  /** Ends the connection, and all requests with an error. */
  private void lose(@Nullable String problem) {
    var how = new NamespaceLost(end.how(problem));
    closeChannels();
    if (!end.isClosed()) {
      lost.complete(how);
    }
    pending.values().forEach(reply -> reply.completeExceptionally(how));
    handles.clear();
  }

  private void closeChannels() {
    try {
      selector.close();
      writer.close();
      channel.close();
    } catch (IOException alreadyClosed) {
      // nothing is left to be done
    }
    output.close();
  }

  /** Ends the process. Does not wait: a process that does not end by itself is killed later. */
  @Override
  public void close() {
    end.close();
    selector.wakeup();
  }
}
