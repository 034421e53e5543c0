package io.keywheel.store;

import io.keywheel.records.StoreUnavailable;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One thread with one connection: what is to be done in the database is done here, one after the other. Whoever asks does not wait. */
final class Lane {
    private static final int SECONDS = 2;

    /** What is done in one transaction. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Makes the connection, whenever there is none. */
    interface Opening {
        Connection open() throws SQLException, IOException, Unusable;
    }

    private final ExecutorService thread;
    private final Opening opening;
    private final Database database;
    private final StoreHealth health;

    /** The thread's own. */
    private @Nullable Connection connection;

    Lane(String name, Opening opening, Database database, StoreHealth health) {
        this.thread = Executors.newSingleThreadExecutor(work -> daemon(work, name));
        this.opening = opening;
        this.database = database;
        this.health = health;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Does it in a transaction of its own, within the time that any call has. */
    <T> CompletableFuture<T> run(Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        execute(answer, () -> complete(answer, work));
        return timed(answer);
    }

    /** Has the lane's thread do it; where there is none any more, {@code answer} ends. */
    void execute(CompletableFuture<?> answer, Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new StoreUnavailable("the store is closed"));
        }
    }

    private <T> void complete(CompletableFuture<T> answer, Work<T> work) {
        // Whoever asked was told already that it was not done.
        if (answer.isDone()) return;
        try {
            answer.complete(inTransaction(work));
        } catch (StoreUnavailable e) {
            answer.completeExceptionally(e);
        }
    }

    /** Ends {@code answer} when its time is over. */
    <T> CompletableFuture<T> timed(CompletableFuture<T> answer) {
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally(failure -> {
            if (!(failure instanceof TimeoutException)) throw new CompletionException(failure);
            String words = "it did not answer within " + SECONDS + " s";
            health.ill(words);
            throw new StoreUnavailable(words);
        });
    }

    /** Only on the lane's thread. */
    <T> T inTransaction(Work<T> work) {
        try {
            T done = inTransaction(work, true);
            health.well();
            return done;
        } catch (SQLException | IOException | Unusable e) {
            String words = words(e);
            health.ill(words);
            throw new StoreUnavailable(words);
        }
    }

    private <T> T inTransaction(Work<T> work, boolean again) throws SQLException, IOException, Unusable {
        try {
            Connection open = connection();
            T done = work.in(open);
            open.commit();
            return done;
        } catch (SQLException | RuntimeException e) {
            drop();
            if (again && e instanceof SQLException failure && isWorthAnotherTry(failure))
                return inTransaction(work, false);
            throw e;
        }
    }

    /** Another writer was in the way, or a connection had died unseen. */
    private static boolean isWorthAnotherTry(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("23") || state.startsWith("40") || state.startsWith("57P") || state.startsWith("08006");
    }

    private Connection connection() throws SQLException, IOException, Unusable {
        Connection open = connection;
        if (open == null) connection = open = opening.open();
        return open;
    }

    /** A connection that failed once is not trusted any more; closing it takes back what was not committed. */
    private void drop() {
        Connection failed = connection;
        connection = null;
        if (failed == null) return;
        try {
            failed.close();
        } catch (SQLException e) {
            // It is gone, which is what was wanted.
        }
    }

    private String words(Exception e) {
        // What a batch says first is its whole text with all values.
        Throwable cause = e instanceof BatchUpdateException && e.getCause() != null ? e.getCause() : e;
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return database.withoutSecrets(words.lines().findFirst().orElse(words));
    }

    /** Lets what was handed in end, as far as its time allows. */
    void close() {
        thread.execute(this::drop);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS, TimeUnit.SECONDS)) thread.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
