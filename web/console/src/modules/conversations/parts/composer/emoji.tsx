import { SmileOutlined } from "@ant-design/icons";
import { Popover } from "antd";
import { useState } from "react";
import type { InsertProps } from "@/shell/contracts";
import { useT } from "@/shell/hooks/text";
import styles from "./composer.module.css";

/** The ones service people use; a phone's own keyboard has the rest. */
const FACES =
  "😀 😄 😊 🙂 😉 😍 😘 😂 😅 😌 🤗 🤔 😮 😢 😭 😔 😣 😡 🙏 👍 👌 👏 🙌 💪 🤝 ✌️ 👋 ❤️ 💚 🌹 🌸 🎉 🎁 ☕ 🍵 🫖 🍃 🌿 ☀️ 🌙 ⭐ ✨ 🔥 ✅ ❌ ⚠️ ❓ 📦 🚚 🏠 📞 📷 💰 🧾 🕐 📍 ✏️ 🔍 👀 💡 😴 🤒 😇 🥰".split(
    " ",
  );

/** A small grid of emoji (表情). */
export default function Emoji({ insert }: InsertProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="topLeft"
      content={
        <div className={styles.emoji}>
          {FACES.map((face) => (
            <button
              key={face}
              type="button"
              onClick={() => {
                insert(face);
                setOpen(false);
              }}
            >
              {face}
            </button>
          ))}
        </div>
      }
    >
      <button
        type="button"
        aria-label={t("conversations:composer.emoji")}
        title={t("conversations:composer.emoji")}
      >
        <SmileOutlined />
      </button>
    </Popover>
  );
}
