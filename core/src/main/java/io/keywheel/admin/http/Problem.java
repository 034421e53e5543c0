package io.keywheel.admin.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong and how to mend it, as RFC 9457 has it. Never holds a value that somebody sent: it may be a secret.
 *
 * @param code stable, for scripts
 * @param pointer the field at fault, as a JSON pointer
 * @param parameter the query parameter or header at fault
 * @param errors every fault, where there are several
 * @param applied of a failed change: whether it acts all the same
 */
public record Problem(
        int status,
        String code,
        String detail,
        String hint,
        Optional<String> pointer,
        Optional<String> parameter,
        List<Fault> errors,
        Optional<Boolean> applied) {

    /** One fault of a body. */
    public record Fault(String pointer, String detail) {}

    /** What is answered: the members of RFC 9457 and ours; those that say nothing are left out. */
    record Written(
            String type,
            String title,
            int status,
            String detail,
            String code,
            Optional<String> pointer,
            Optional<String> parameter,
            Optional<String> hint,
            Optional<List<Fault>> errors,
            Optional<Boolean> applied) {}

    public static Problem of(int status, String code, String detail, String hint) {
        return new Problem(status, code, detail, hint, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /** A body that cannot be taken as it is. */
    public static Problem bad(String code, String detail, String hint) {
        return of(400, code, detail, hint);
    }

    /** The field at fault. */
    public Problem at(String field) {
        return new Problem(status, code, detail, hint, Optional.of(field), parameter, errors, applied);
    }

    /** The query parameter or header at fault. */
    public Problem in(String name) {
        return new Problem(status, code, detail, hint, pointer, Optional.of(name), errors, applied);
    }

    public Problem with(List<Fault> faults) {
        return new Problem(status, code, detail, hint, pointer, parameter, faults, applied);
    }

    public Problem applied(boolean all) {
        return new Problem(status, code, detail, hint, pointer, parameter, errors, Optional.of(all));
    }

    /** The words of a problem that was made an answer; nothing of any other answer. */
    public static String detail(Object answered) {
        return answered instanceof Written written ? written.detail() : "";
    }

    Written written() {
        return new Written(
                "about:blank",
                HttpResponseStatus.valueOf(status).reasonPhrase(),
                status,
                detail,
                code,
                pointer,
                parameter,
                hint.isEmpty() ? Optional.empty() : Optional.of(hint),
                errors.size() > 1 ? Optional.of(errors) : Optional.empty(),
                applied);
    }
}
