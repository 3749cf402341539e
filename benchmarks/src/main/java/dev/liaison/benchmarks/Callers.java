package dev.liaison.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/// Virtual threads that do the same work over and over in this process. Runs once.
final class Callers {

  private final int count;
  private final Supplier<Worker> workers;
  private final AtomicLong errors = new AtomicLong();
  private final AtomicReference<String> error = new AtomicReference<>("");
  private volatile boolean measuring;
  private volatile boolean ended;

  /// The work of one thread.
  interface Worker extends AutoCloseable {

    /// Takes a step. What it throws is counted as an error.
    void call();

    @Override
    default void close() {}
  }

  Callers(int count, Supplier<Worker> workers) {
    this.count = count;
    this.workers = workers;
  }

  /// Makes the workers on the calling thread, works for a while, then measures for a while. Prints
  /// [LoadClient#MEASURING] in between.
  ///
  /// @param step how many steps were taken by anybody
  Figures run(int warmUp, int seconds, LongSupplier step) throws InterruptedException {
    long firstStep = step.getAsLong();
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Histogram times = Figures.histogram();
      histograms.add(times);
      Worker worker = workers.get();
      threads.add(Thread.ofVirtual().unstarted(() -> work(worker, times)));
    }
    threads.forEach(Thread::start);
    TimeUnit.SECONDS.sleep(warmUp);
    System.out.println(LoadClient.MEASURING);
    measuring = true;
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    ended = true;
    long took = System.nanoTime() - start;
    for (Thread thread : threads) {
      thread.join();
    }
    Histogram all = Figures.histogram();
    histograms.forEach(all::add);
    return Figures.of(all, step.getAsLong() - firstStep, took, errors.get(), 0, error.get());
  }

  private void work(Worker worker, Histogram times) {
    try (worker) {
      while (!ended) {
        boolean counts = measuring;
        long start = System.nanoTime();
        try {
          worker.call();
        } catch (RuntimeException e) {
          fail(e);
        }
        if (counts) {
          times.recordValue(System.nanoTime() - start);
        }
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(RuntimeException e) {
    errors.incrementAndGet();
    error.compareAndSet("", e.toString());
  }
}
