import io.keywheel.sim.LimitHeaders;
import io.keywheel.sim.Pace;
import io.keywheel.sim.SimKey;
import io.keywheel.sim.SimulatedProvider;
import io.vertx.core.Vertx;
import java.util.List;

/** The simulated provider with two made-up keys, for {@code run.sh}: says its base URL and stays. */
class Stage {
    public static void main(String[] args) {
        List<SimKey> keys = List.of(
                new SimKey("one", "gsk_fake_sdk_check_one", "org-amber"),
                new SimKey("two", "gsk_fake_sdk_check_two", "org-birch"));
        SimulatedProvider.start(
                        Vertx.vertx(),
                        new SimulatedProvider.Options(0, keys, List.of(), LimitHeaders.GROQ, new Pace(5, 2)))
                .onSuccess(provider -> System.out.println("provider " + provider.baseUrl()));
    }
}
