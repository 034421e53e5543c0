package io.keywheel.admin.http;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;

/** Validators of the contract's schemas. */
public final class Schemas {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("app://keywheel")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    private Schemas() {}

    /** A validator of a schema without references. */
    public static Validator validator(JsonObject schema) {
        return Validator.create(JsonSchema.of(schema), OPTIONS, new Formats());
    }
}
