package io.keywheel.cli;

import java.nio.file.Path;
import java.util.Map;

/** What the doctor said. */
public record DoctorRun(int exit, String out, String err) {

    public static DoctorRun of(Map<String, String> environment, Path folder) {
        Ran ran = new Ran.Around(environment, folder, "").run("doctor");
        return new DoctorRun(ran.exit(), ran.out(), ran.err());
    }
}
