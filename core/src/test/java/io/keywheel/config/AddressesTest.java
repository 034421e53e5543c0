package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1/,https://api.example.com/v1",
        "http://127.0.0.1:9100/openai/v1,http://127.0.0.1:9100/openai/v1",
        "HTTPS://api.example.com///,HTTPS://api.example.com",
        "http://[::1]:9/v1,http://[::1]:9/v1",
    })
    void aBaseUrlLosesItsTrailingSlashes(String text, String url) throws Unfit {
        assertThat(Addresses.baseUrl(text)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "ftp://api.example.com",
                "https://user:pass@api.example.com",
                "https://api.example.com/v1?key=x",
                "https://api.example.com/#x",
                "https:///v1",
                "https://api.example.com:99999/v1",
                "https://bad host/",
                "https:api",
            })
    void aBaseUrlWithAnythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Addresses.baseUrl(text)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128,http://proxy.example:3128",
        "proxy.example:3128,http://proxy.example:3128",
        "http://proxy.example/,http://proxy.example:80",
        "http://user:pass@proxy.example:1,http://user:pass@proxy.example:1",
    })
    void aProxyHasAPort(String text, String url) throws Unfit {
        assertThat(Addresses.proxy(text)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h", "h:80", "a b", "", "-h", "h/", "[::1"})
    void whatIsNoHostIsRefused(String text) {
        assertThatThrownBy(() -> Addresses.host(text)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @CsvSource({
        "LocalHost,localhost",
        "0.0.0.0,0.0.0.0",
        "[::1],::1",
        "fe80::1,fe80::1",
        "api.example.com,api.example.com"
    })
    void aHostIsANameOrAnAddress(String text, String host) throws Unfit {
        assertThat(Addresses.host(text)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.1:", ":5701", "::1:5701", "h:0", "h:70000", "http://h:1"})
    void aMemberWithoutHostOrPortIsRefused(String text) {
        assertThatThrownBy(() -> Addresses.hostAndPort(text)).isInstanceOf(Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "app.example.com", "https://app.example.com/", "https://a@b", "file://x"})
    void anOriginIsSchemeAndHostOnly(String text) {
        assertThatThrownBy(() -> Addresses.origin(text)).isInstanceOf(Unfit.class);
    }
}
