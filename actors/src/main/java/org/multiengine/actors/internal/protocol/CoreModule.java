package org.multiengine.actors.internal.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.dispatch.FailureMark;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOrder;

/**
 * Tells Jackson how the values of core travel, which know nothing of it themselves. Named in {@code
 * akka.serialization.jackson.jackson-modules}.
 */
public final class CoreModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final List<Class<?>> TASK_RECORDS =
      List.of(
          TaskId.class,
          AttemptId.class,
          TaskOrder.class,
          TaskNeeds.class,
          TaskAnswer.class,
          NodeGrant.class,
          TaskMessage.AtEngine.class);

  /** Makes the module. */
  public CoreModule() {
    super("multiengine-core");
    addSerializer(String.class, new WholeText(false));
    addKeySerializer(String.class, new WholeText(true));
    setMixInAnnotation(Request.class, RequestMixin.class);
    setMixInAnnotation(Request.Queued.class, QueuedMixin.class);
    setMixInAnnotation(Outcome.class, OutcomeMixin.class);
    setMixInAnnotation(CommandRecord.class, RecordMixin.class);
    setMixInAnnotation(MimeBundle.class, RecordMixin.class);
    setMixInAnnotation(EncodedValue.class, EncodedValueMixin.class);
    setMixInAnnotation(EngineId.class, EngineIdMixin.class);
    setMixInAnnotation(CallId.class, RecordMixin.class);
    setMixInAnnotation(PartId.class, RecordMixin.class);
    setMixInAnnotation(EngineLife.class, RecordMixin.class);
    setMixInAnnotation(FailureMark.class, RecordMixin.class);
    setMixInAnnotation(CodedValue.class, RecordMixin.class);
    setMixInAnnotation(TaskRequest.class, TaskMixin.class);
    setMixInAnnotation(TaskRequest.Clearing.class, RecordMixin.class);
    for (Class<?> ofTasks : TASK_RECORDS) {
      setMixInAnnotation(ofTasks, RecordMixin.class);
    }
    setMixInAnnotation(LinkPayload.class, RelayMessage.class);
    setMixInAnnotation(Failure.class, FailureMixin.class);
  }

  /** What a text may hold is limited by the queues it goes through, not by how it is written. */
  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    var asNumber = JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER_FLOAT); // quick to read
    context.configOverride(Instant.class).setFormat(asNumber);
    ObjectMapper mapper = context.getOwner();
    var anyLength = StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    mapper.getFactory().setStreamReadConstraints(anyLength);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Execute.class, name = "execute"),
    @JsonSubTypes.Type(value = Request.Push.class, name = "push"),
    @JsonSubTypes.Type(value = Request.Pull.class, name = "pull"),
    @JsonSubTypes.Type(value = Request.FindFunction.class, name = "findFunction"),
    @JsonSubTypes.Type(value = Request.Apply.class, name = "apply"),
    @JsonSubTypes.Type(value = Request.MapPart.class, name = "map"),
    @JsonSubTypes.Type(value = Question.ClearQueue.class, name = "clearQueue"),
    @JsonSubTypes.Type(value = Request.Kill.class, name = "kill"),
    @JsonSubTypes.Type(value = PropertiesRequest.class, name = "properties"),
    @JsonSubTypes.Type(value = Question.Keys.class, name = "keys"),
    @JsonSubTypes.Type(value = Question.Complete.class, name = "complete"),
    @JsonSubTypes.Type(value = Request.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = Question.GetResult.class, name = "getResult"),
    @JsonSubTypes.Type(value = Question.Status.class, name = "status"),
    @JsonSubTypes.Type(value = Question.Info.class, name = "info"),
    @JsonSubTypes.Type(value = TaskRequest.Call.class, name = "call"),
    @JsonSubTypes.Type(value = TaskRequest.Script.class, name = "script"),
    @JsonSubTypes.Type(value = TaskRequest.Piece.class, name = "piece"),
    @JsonSubTypes.Type(value = TaskRequest.Conditional.class, name = "conditional"),
  })
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private interface RequestMixin {}

  private interface QueuedMixin {
    @JsonIgnore
    @SuppressWarnings("UnusedMethod") // the real method is left out
    boolean isNumbered();
  }

  private interface TaskMixin {
    @JsonIgnore
    @SuppressWarnings("UnusedMethod") // the real method is left out
    boolean isNumbered();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Outcome.Executed.class, name = "executed"),
    @JsonSubTypes.Type(value = Outcome.Values.class, name = "values"),
    @JsonSubTypes.Type(value = Outcome.Names.class, name = "names"),
    @JsonSubTypes.Type(value = Outcome.PropertyValues.class, name = "properties"),
    @JsonSubTypes.Type(value = Outcome.Flags.class, name = "flags"),
    @JsonSubTypes.Type(value = Outcome.Queue.class, name = "queue"),
    @JsonSubTypes.Type(value = Outcome.Info.class, name = "info"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = Outcome.Pulled.class, name = "pulled"),
    @JsonSubTypes.Type(value = Outcome.Mapped.class, name = "mapped"),
  })
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private interface OutcomeMixin {}

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private interface RecordMixin {}

  private interface FailureMixin {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @SuppressWarnings("UnusedMethod") // the real accessor is used
    Map<String, String> details();
  }

  private abstract static class EncodedValueMixin {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("UnusedVariable") // the real constructor takes it
    EncodedValueMixin(byte[] bytes) {}

    @JsonValue
    abstract byte[] bytes();
  }

  private abstract static class EngineIdMixin {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("UnusedVariable") // the real constructor takes it
    EngineIdMixin(int value) {}

    @JsonValue
    abstract int value();
  }
}
