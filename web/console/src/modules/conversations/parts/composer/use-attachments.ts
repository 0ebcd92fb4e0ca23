import { useCallback, useState } from "react";

export type Attachment = { id: number; file: File; preview: string | null };
export type AttachmentList = {
  chosen: Attachment[];
  add: (files: File[]) => void;
  remove: (id: number) => void;
  take: () => File[];
};

let nextId = 1;

/** Files chosen, pasted or dropped, shown before they go. */
export function useAttachments(): AttachmentList {
  const [chosen, setChosen] = useState<Attachment[]>([]);
  const add = useCallback((files: File[]) => {
    const fresh = files.map((file) => {
      nextId += 1;
      const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
      return { id: nextId, file, preview };
    });
    setChosen((held) => [...held, ...fresh]);
  }, []);
  const remove = useCallback((id: number) => {
    setChosen((held) => held.filter((each) => each.id !== id));
  }, []);
  const take = () => {
    for (const each of chosen) if (each.preview) URL.revokeObjectURL(each.preview);
    setChosen([]);
    return chosen.map((each) => each.file);
  };
  return { chosen, add, remove, take };
}
