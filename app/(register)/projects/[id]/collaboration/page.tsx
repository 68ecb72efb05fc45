import { onProject } from "../../../card-place";
import { filePanel } from "../../../files/file-panels";
import { FileTable } from "../../../files/file-table";
import { notePanel } from "../../../notes/note-panels";
import { NoteSection } from "../../../notes/note-section";
import { taskPanel } from "../../../project-tasks/task-panels";
import { TaskSection } from "../../../project-tasks/task-section";
import { type ProjectAddress, projectAt } from "../project-card";
import { ProjectFrame } from "../project-frame";

/** The card of a project: its tasks, notes and files. */
export default async function ProjectCollaboration(address: ProjectAddress) {
  const card = await projectAt(address, "collaboration");
  const place = onProject(card);
  return (
    <ProjectFrame
      {...card}
      tab="collaboration"
      panels={[taskPanel, notePanel, filePanel].map((open) => (name) => open(name, place))}
    >
      <div className="stack stack--l">
        <TaskSection place={place} />
        <NoteSection place={place} />
        <FileTable place={place} />
      </div>
    </ProjectFrame>
  );
}
