package io.keywheel.cli.api;

import java.util.Optional;

/**
 * The server that is meant, and how to speak to it.
 *
 * @param url of the admin plane, without a trailing slash
 * @param token empty where none was found: the server then says what it wants
 * @param json whether problems are told as JSON
 */
public record Server(String url, Optional<String> token, Optional<Trust> trust, boolean json) {

    @Override
    public String toString() {
        return "Server[" + url + ", token " + (token.isPresent() ? "found" : "missing") + "]";
    }
}
