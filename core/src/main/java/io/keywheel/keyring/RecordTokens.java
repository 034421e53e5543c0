package io.keywheel.keyring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Tokens;
import io.keywheel.records.Acknowledgement;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.RecordListener;
import io.keywheel.records.Records;
import io.keywheel.records.StoredRecord;
import io.keywheel.token.CallerLimits;
import io.keywheel.token.Scope;
import io.keywheel.token.Token;
import io.keywheel.token.TokenBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The tokens as records: digests only, sealed like keys, since whoever could write a digest would have a token. */
public final class RecordTokens implements Tokens, RecordListener {
    private final Records records;
    private final Vault vault;
    private final Ledger ledger;
    private final Consumer<TokenBook> callers;
    private final AtomicBoolean stale = new AtomicBoolean();
    private volatile TokenBook admins = TokenBook.EMPTY;
    private volatile TokenBook applications = TokenBook.EMPTY;

    /** @param callers told of the callers' tokens whenever they change */
    public RecordTokens(Records records, Vault vault, Ledger ledger, Consumer<TokenBook> callers) {
        this.records = records;
        this.vault = vault;
        this.ledger = ledger;
        this.callers = callers;
    }

    /** Takes in what stands already and all that comes. */
    public void follow() {
        records.listen(this);
        flush();
    }

    @Override
    public void stands(StoredRecord record) {
        Kind kind = record.id().kind();
        if (kind == Kind.ADMIN_TOKEN || kind == Kind.CALLER_TOKEN) stale.set(true);
    }

    /** What was said of tokens holds when this returns. */
    public synchronized void flush() {
        if (!stale.getAndSet(false)) return;
        admins = read(Token.Kind.ADMIN);
        applications = read(Token.Kind.CALLER);
        callers.accept(applications);
    }

    private TokenBook read(Token.Kind kind) {
        List<Token> tokens = new ArrayList<>();
        for (StoredRecord record : records.all(kind(kind)))
            vault.open(record).ifPresent(said -> tokens.add(token(record.id().id(), kind, Said.read(said))));
        return new TokenBook(tokens);
    }

    @Override
    public TokenBook book(Token.Kind kind) {
        return kind == Token.Kind.ADMIN ? admins : applications;
    }

    @Override
    public CompletionStage<Change> add(Token token, By by) {
        RecordId id = new RecordId(kind(token.kind()), token.id());
        StoredRecord current = records.get(id).orElse(null);
        RecordChange change =
                RecordChange.create(id, current, ledger.mark(), vault.sealing(id, Said.bytes(node(token))));
        ObjectNode after = node(token);
        after.remove("digest");
        return hand(new AuditedChange(change, ledger.entry(by, "token.create", subject(id), wrapped("after", after))));
    }

    @Override
    public CompletionStage<Change> revoke(Token.Kind kind, String token, By by) {
        RecordId id = new RecordId(kind(kind), token);
        RecordChange change = RecordChange.remove(id, ledger.mark());
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        book(kind).byId(token).ifPresent(known -> before.setAll(node(known)));
        before.remove("digest");
        return hand(
                new AuditedChange(change, ledger.entry(by, "token.revoke", subject(id), wrapped("before", before))));
    }

    private static ObjectNode wrapped(String name, ObjectNode node) {
        ObjectNode outer = JsonNodeFactory.instance.objectNode();
        outer.set(name, node);
        return outer;
    }

    private static String subject(RecordId id) {
        return "token/" + id.id();
    }

    private CompletionStage<Change> hand(AuditedChange change) {
        return records.change(change).thenApply(answer -> {
            flush();
            return said(change.change().id().id(), answer);
        });
    }

    private static Change said(String id, Acknowledgement answer) {
        if (answer instanceof Acknowledgement.Applied applied) {
            if (!applied.durable() && applied.record().isLive()) return new Change.StoreUnavailable(true);
            boolean removed = !applied.record().isLive();
            return removed && !applied.unconfirmed().isEmpty()
                    ? new Change.Accepted(applied.unconfirmed())
                    : new Change.Done();
        }
        if (answer instanceof Acknowledgement.Refused) return new Change.Missing(id);
        return new Change.StoreUnavailable(false);
    }

    private static Kind kind(Token.Kind kind) {
        return kind == Token.Kind.ADMIN ? Kind.ADMIN_TOKEN : Kind.CALLER_TOKEN;
    }

    private static ObjectNode node(Token token) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", token.name())
                .put("digest", token.digest())
                .put("scope", token.scope().name());
        node.put("createdAt", token.createdAt().toEpochMilli()).put("createdBy", token.createdBy());
        token.expiresAt().ifPresent(at -> node.put("expiresAt", at.toEpochMilli()));
        CallerLimits limits = token.limits();
        ArrayNode models = node.putArray("models");
        limits.models().forEach(models::add);
        limits.requestsPerMinute().ifPresent(n -> node.put("requestsPerMinute", n));
        limits.tokensPerMinute().ifPresent(n -> node.put("tokensPerMinute", n));
        return node;
    }

    private static Token token(String id, Token.Kind kind, JsonNode node) {
        List<String> models = new ArrayList<>();
        node.path("models").forEach(m -> models.add(m.asText()));
        return new Token(
                id,
                kind,
                node.path("name").asText(),
                node.path("digest").asText(),
                Scope.valueOf(node.path("scope").asText("READ")),
                Instant.ofEpochMilli(node.path("createdAt").asLong()),
                node.path("createdBy").asText(),
                number(node, "expiresAt").map(Instant::ofEpochMilli),
                new CallerLimits(models, number(node, "requestsPerMinute"), number(node, "tokensPerMinute")));
    }

    private static Optional<Long> number(JsonNode node, String name) {
        return Optional.of(node.path(name)).filter(JsonNode::isNumber).map(JsonNode::asLong);
    }
}
